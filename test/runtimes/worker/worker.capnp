using Workerd = import "/workerd/workerd.capnp";

# No `nodejs_compat`: a newer date alone would switch it on.
const config :Workerd.Config = (
  services = [(name = "core", worker = .core)],
);

const core :Workerd.Worker = (
  modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
  compatibilityDate = "2026-11-01",
  compatibilityFlags = ["no_nodejs_compat", "no_nodejs_compat_v2"],
);
