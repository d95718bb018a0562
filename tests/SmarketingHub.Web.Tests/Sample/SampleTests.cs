using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Samples;
using SmarketingHub.Web.Features.Sample;
using SmarketingHub.Web.Tests.Account;

namespace SmarketingHub.Web.Tests.Sample;

public sealed class SampleTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_of_Development_nothing_of_it_exists_even_if_asked_for(string environment)
    {
        await using var site = await Site.Start(environment, sample: "true");
        await site.Hire("ana");

        site.Services.GetService<Simulator>().ShouldBeNull();
        site.Services.GetService<SignInLinks>().ShouldBeNull();
        site.Services.GetServices<IHostedService>().ShouldNotContain(service => service is Simulator);
        (await site.Browser().GetAsync("/sample/in/anything")).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Redirect);
        site.Live.Company.People.Count.ShouldBe(1);
        site.Live.Current.Cards.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Development", null, null, true)]
    [InlineData("Development", "Data Source=mine.db", null, false)]
    [InlineData("Development", "Data Source=mine.db", "true", true)]
    [InlineData("Development", null, "false", false)]
    [InlineData("Production", null, null, false)]
    [InlineData("Production", null, "true", false)]
    public void It_keeps_to_its_own_file(string environment, string? file, string? asked, bool wanted)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Hub"] = file,
            ["Hub:Sample"] = asked,
        }).Build();

        Features.Sample.Sample.IsWanted(settings, new Named(environment)).ShouldBe(wanted);
    }

    [Fact]
    public async Task In_Development_a_link_leads_in_once_and_the_simulator_moves_leads()
    {
        await using var site = await Site.Start("Development", sample: "true", fakeTime: false);
        await site.Live.Ready;
        var simulator = site.Services.GetRequiredService<Simulator>();
        simulator.Switch(false);
        var link = site.Services.GetRequiredService<SignInLinks>()
            .Make(site.Live.Company.People.Values.First(p => p.Role == Domain.People.Role.Lead).Id);
        var browser = site.Browser();

        (await Site.Where(browser, link)).ShouldBe("/");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Site.Where(site.Browser(), link)).ShouldBe("/account/sign-in", "it was used");

        var before = (await site.Live.UpToDate(default)).Sequence;
        for (var i = 0; i < 40; i++)
            await simulator.Step();
        var view = await site.Live.UpToDate(default);
        view.Sequence.ShouldBeGreaterThan(before + 20);
        view.Cards.Values.ShouldContain(card => card.Stage == Stage.Working);
    }

    private sealed class Named(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = "";
        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = null!;
    }
}
