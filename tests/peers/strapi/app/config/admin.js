// Secrets of a database that lives for one measurement.
module.exports = {
  auth: { secret: 'bench' },
  apiToken: { salt: 'bench' },
  transfer: { token: { salt: 'bench' } },
  serveAdminPanel: false,
};
