import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's own environment, in a context whose global object is an ordinary one. In Jest's, every use of `Math` or `Array`
 * asks an interceptor and a proxy: two fifths of what tests of rules and views took, and a quarter of what stories did.
 */
export default class extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
