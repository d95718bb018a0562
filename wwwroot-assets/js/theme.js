// Light, dark or the system's. A classic script in the head, not a module: it must run before the first paint.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let watcher = null;

  const choice = () => localStorage.getItem("hub-theme") ?? "system";
  const isDark = () => choice() === "dark" || (choice() === "system" && system.matches);

  function apply() {
    document.documentElement.dataset.theme = isDark() ? "dark" : "light";
    // The server reads it, so that MudBlazor's first render has the right palette.
    document.cookie = `hub-dark=${isDark() ? 1 : 0}; path=/; max-age=31536000; samesite=lax`;
    watcher?.invokeMethodAsync("ThemeChanged", isDark()).catch(() => {});
  }

  system.addEventListener("change", apply);
  addEventListener("storage", e => e.key === "hub-theme" && apply());
  apply();

  window.hubTheme = {
    choice,
    set(value) {
      localStorage.setItem("hub-theme", value);
      apply();
    },
    /** .NET's ThemeChanged(bool dark) is called now and after each change. */
    watch(dotnet) {
      watcher = dotnet;
      apply();
    },
  };
})();
