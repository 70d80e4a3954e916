import { readConverterEnvironment } from './config/env.js';
import { createConverterServer } from './infra/office-converter/converter-server.js';
import { LocalDocumentConverter } from './infra/office-converter/local-document-converter.js';

// The optional service of docker-compose: LibreOffice behind one address. It knows no database, key or secret.
const { HOST, CONVERTER_PORT, PATH } = readConverterEnvironment();
const converter = new LocalDocumentConverter(PATH);
const server = createConverterServer(converter).listen(CONVERTER_PORT, HOST);

function stop(): void {
  converter.close();
  server.close();
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
