using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Tests.Writing;

/// <summary>The door of another process on a fixture's file.</summary>
internal sealed class OtherDoor : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private OtherDoor(HubFixture hub, IInterceptor? with) => services = new ServiceCollection()
        .AddSingleton<TimeProvider>(hub.Time)
        .AddHubEngine($"Data Source={hub.File}")
        .ConfigureDbContext<SqliteHubContext>(options => options.AddInterceptors(with is null ? [] : [with]))
        .BuildServiceProvider();

    internal Door Door => services.GetRequiredService<Door>();

    internal static async Task<OtherDoor> Open(HubFixture hub, IInterceptor? with = null)
    {
        var other = new OtherDoor(hub, with);
        await HubEngine.Open(other.services);
        return other;
    }

    internal Task<long> Fire(long lead, Trigger trigger, TriggerArgs? args = null) =>
        Door.Fire(HubFixture.Admin, lead, null, trigger, args ?? TriggerArgs.None);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
