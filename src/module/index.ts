export { importDefault, importModule, ModuleError } from "./import-module.js"
