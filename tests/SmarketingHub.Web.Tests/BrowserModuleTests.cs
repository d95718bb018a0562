using Microsoft.JSInterop;
using SmarketingHub.Web.Components.Shared;

namespace SmarketingHub.Web.Tests;

public sealed class BrowserModuleTests
{
    [Fact]
    public async Task It_is_imported_once_and_let_go_with_its_component()
    {
        var browser = new Browser();
        await using (var module = new BrowserModule(browser, "./js/sentences.js"))
        {
            browser.Came.SetResult(browser);
            await module.Call("enter");
            await module.Call("keep");
            browser.IsGone.ShouldBeFalse();
        }

        browser.Called.ShouldBe(["import ./js/sentences.js", "enter", "keep"]);
        browser.IsGone.ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_comes_after_its_component_left_is_let_go_and_not_called()
    {
        var browser = new Browser();
        var module = new BrowserModule(browser, "./js/sentences.js");
        var call = module.Call("enter");
        var left = module.DisposeAsync();

        browser.Came.SetResult(browser);
        await call;
        await left;

        browser.Called.ShouldBe(["import ./js/sentences.js"]);
        browser.IsGone.ShouldBeTrue();
    }

    [Fact]
    public async Task A_browser_that_is_gone_is_no_error_and_one_that_was_never_asked_is_not_asked_at_the_end()
    {
        var gone = new Browser();
        gone.Came.SetException(new JSDisconnectedException("gone"));
        await using (var module = new BrowserModule(gone, "./js/sentences.js"))
            (await module.Get<string>("kept")).ShouldBeNull();

        var never = new Browser();
        await new BrowserModule(never, "./js/sentences.js").DisposeAsync();

        never.Called.ShouldBeEmpty();
    }

    private sealed class Browser : IJSRuntime, IJSObjectReference
    {
        public TaskCompletionSource<IJSObjectReference> Came { get; } = new();
        public List<string> Called { get; } = [];
        public bool IsGone { get; private set; }

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            Called.Add(identifier == "import" ? $"import {args![0]}" : identifier);
            return identifier == "import" ? (TValue)await Came.Task : default!;
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync()
        {
            IsGone = true;
            return ValueTask.CompletedTask;
        }
    }
}
