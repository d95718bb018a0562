using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace SmarketingHub.Web.Components.Layout;

public sealed partial class MainLayout(IJSRuntime js) : IDisposable
{
    [CascadingParameter(Name = "Dark")]
    public bool FirstDark { get; set; }

    private bool dark;
    private ErrorBoundary? boundary;
    private DotNetObjectReference<MainLayout>? self;

    protected override void OnInitialized() => dark = FirstDark;

    protected override void OnParametersSet() => boundary?.Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await js.InvokeVoidAsync("hubTheme.watch", self = DotNetObjectReference.Create(this));
    }

    [JSInvokable]
    public void ThemeChanged(bool isDark)
    {
        if (dark == isDark) return;
        dark = isDark;
        StateHasChanged();
    }

    public void Dispose() => self?.Dispose();
}
