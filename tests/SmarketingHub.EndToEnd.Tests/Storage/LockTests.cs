using Microsoft.Data.Sqlite;
using SmarketingHub.EndToEnd.Tests.Crash;

namespace SmarketingHub.EndToEnd.Tests.Storage;

/// <summary>Another program holds the file.</summary>
public sealed class LockTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Commands_wait_while_the_file_is_locked_and_after_30_seconds_are_refused_until_it_is_free()
    {
        await using var server = await HubServer.Start(with: connection => ShortClocks.Install(connection));
        var client = new Client(server);
        (await client.Take()).ShouldBeTrue();

        var waits = await WhileLocked(server, async () =>
        {
            var waiting = client.Take();
            await client.ReadsGoOn();
            waiting.IsCompleted.ShouldBeFalse("a command went through a lock");
            return waiting;
        });
        (await waits).ShouldBeTrue();

        await WhileLocked(server, async () =>
        {
            await Poll.Until(async () => !await client.Take(), Enough, () => "It was never refused.");
            await client.ReadsGoOn();
            server.Log.ShouldContain("the file is locked by another program");
            return true;
        });
        await Poll.Until(() => client.Take(), Enough, () => $"It does not go on:\n{server.Log}");
        await Rules.Hold(server, client);
    }

    private static async Task<T> WhileLocked<T>(HubServer server, Func<Task<T>> run)
    {
        await using var other = new SqliteConnection(server.Connection + ";Pooling=False");
        other.Open();
        Execute(other, "BEGIN EXCLUSIVE");
        var result = await run();
        Execute(other, "ROLLBACK");
        return result;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
