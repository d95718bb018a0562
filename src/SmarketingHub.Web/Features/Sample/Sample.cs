using Microsoft.AspNetCore.Identity;
using NodaTime;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Samples;
using SmarketingHub.Web.Features.Account;

namespace SmarketingHub.Web.Features.Sample;

/// <summary>
/// The sample company: its own file, its simulator, and ways in without a password.
/// In Development alone; elsewhere none of these services and addresses exists.
/// </summary>
public static class Sample
{
    private const string TeamLead = "nadia.brandt@sample.example";

    /// <summary>In Development, on the file that belongs to it; <c>Hub:Sample</c> asks for it on another file.</summary>
    public static bool IsWanted(IConfiguration settings, IHostEnvironment environment) =>
        environment.IsDevelopment() && settings.GetValue("Hub:Sample", string.IsNullOrEmpty(settings.GetConnectionString("Hub")));

    /// <summary>Fills the file if it is not there, or if its present is long past.</summary>
    public static async Task AddSample(this WebApplicationBuilder builder, string connection)
    {
        if (!IsWanted(builder.Configuration, builder.Environment))
            return;
        builder.Services.AddSingleton<SignInLinks>();
        builder.Services.AddSingleton<Simulator>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Simulator>());
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var file = DataFile.Of(connection);
        if (SampleFile.IsGood(file, now))
            return;
        Console.WriteLine("Making the sample company: 400 leads and three months of history. This takes some seconds, once.");
        await SampleFile.Make(file, now);
    }

    public static void MapSample(this WebApplication app)
    {
        if (app.Services.GetService<SignInLinks>() is not { } links)
            return;
        app.MapGet("/sample/in/{token}", Enter).AllowAnonymous().ExcludeFromDescription();
        app.Lifetime.ApplicationStarted.Register(() => _ = Announce(app, links));
    }

    private static async Task Announce(WebApplication app, SignInLinks links)
    {
        var live = app.Services.GetRequiredService<LiveBoard>();
        await live.Ready;
        if (Addressees.FindPerson(TeamLead, live.Company) is { } person && app.Urls.FirstOrDefault() is { } address)
            Console.WriteLine($"Sign in as {person.Name}, a team lead of the sample company, once: {address}{links.Make(person.Id)}");
    }

    private static async Task<IResult> Enter(string token, SignInLinks links, SignInManager<Login> signIn, UserManager<Login> users)
    {
        if (links.Use(token) is not { } person || await users.FindByIdAsync($"{person}") is not { } login)
            return Results.LocalRedirect(FirstRun.SignInAddress);
        await signIn.SignInAsync(login, isPersistent: false);
        return Results.LocalRedirect("/");
    }
}
