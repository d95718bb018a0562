using Microsoft.JSInterop;

namespace SmarketingHub.Web.Components.Shared;

/// <summary>
/// A module in the browser: imported when it is first called, let go with its component, even when it comes after that. A browser that is
/// gone is no error.
/// </summary>
/// <param name="path">From the page's base: <c>./js/sentences.js</c>.</param>
public sealed class BrowserModule(IJSRuntime js, string path) : IAsyncDisposable
{
    private Task<IJSObjectReference?>? import;
    private bool isLeft;

    /// <summary>Calls one of its functions; nothing without a browser.</summary>
    public Task Call(string function, params object?[] arguments) =>
        With(async module =>
        {
            await module.InvokeVoidAsync(function, arguments);
            return true;
        });

    /// <summary>Default without a browser.</summary>
    public Task<T?> Get<T>(string function, params object?[] arguments) =>
        With(async module => (T?)await module.InvokeAsync<T>(function, arguments));

    public async ValueTask DisposeAsync()
    {
        isLeft = true;
        if (import is not null)
            await With(_ => Task.FromResult(true));
    }

    private async Task<T?> With<T>(Func<IJSObjectReference, Task<T?>> call)
    {
        try
        {
            if (await (import ??= Import()) is not { } module)
                return default;
            if (!isLeft)
                return await call(module);
            await module.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and the module with it.
            return default;
        }
        return default;
    }

    private async Task<IJSObjectReference?> Import() => await js.InvokeAsync<IJSObjectReference>("import", path);
}
