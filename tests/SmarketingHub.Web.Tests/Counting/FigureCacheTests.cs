using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Web.Features.Counting;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Counting;

public sealed class FigureCacheTests
{
    [Fact]
    public async Task Figures_are_told_for_a_while_and_those_that_could_not_be_counted_are_counted_anew()
    {
        await using var hub = await PageFixture.Start();
        var figures = hub.Pages.Services.GetRequiredService<FigureCache>();

        await Should.ThrowAsync<TimeoutException>(() => figures.Once<int>("leads", (_, _) => throw new TimeoutException()));
        (await figures.Once("leads", (_, _) => Task.FromResult(1))).What.ShouldBe(1);
        (await figures.Once("leads", (_, _) => Task.FromResult(2))).What.ShouldBe(1);
        (await figures.Once("companies", (_, _) => Task.FromResult(3))).What.ShouldBe(3);
        hub.Time.Advance(TimeSpan.FromSeconds(15));
        (await figures.Once("leads", (_, _) => Task.FromResult(2))).What.ShouldBe(2);
    }
}
