// Starts Strapi on the folder given, without its administration pages: node start.cjs FOLDER
const { createStrapi } = require('@strapi/strapi');

const appDir = process.argv[2];
createStrapi({ appDir, distDir: appDir, serveAdminPanel: false })
  .start()
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
