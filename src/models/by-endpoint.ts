import type { CallModel } from './port.ts';

/** Sends each call to the endpoint that it names; those that name none to the usual one. */
export function byEndpoint(usual: CallModel, named: ReadonlyMap<string, CallModel>): CallModel {
  return (request, io) => {
    const call = request.endpoint === undefined ? usual : named.get(request.endpoint);
    // Routes are checked before a run: whoever names another one is a bug.
    if (!call) throw new Error(`there is no endpoint ${request.endpoint}`);
    return call(request, io);
  };
}
