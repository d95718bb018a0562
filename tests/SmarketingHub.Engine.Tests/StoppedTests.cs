using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Tests;

public sealed class StoppedTests
{
    [Fact]
    public async Task A_stopped_door_leaves_one_whole_file_and_no_log_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory("hub").FullName;
        var file = Path.Combine(folder, "hub.db");
        await using (var services = new ServiceCollection().AddHubEngine($"Data Source={file};Pooling=False").BuildServiceProvider())
        {
            await HubEngine.Open(services);
            await services.GetRequiredService<Door>()
                .Do(HubFixture.Admin,
                    write => write.Take(new(new("Ana", null, "ana@example.com", null, null), null, new(), [], null, null)));
        }

        File.Exists(file + "-wal").ShouldBeFalse("SQLite folds the log in when its last connection closes");
        Directory.Delete(folder, recursive: true);
    }
}
