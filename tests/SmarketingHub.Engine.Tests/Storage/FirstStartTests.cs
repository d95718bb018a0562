using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SmarketingHub.Engine.Tests.Storage;

public sealed class FirstStartTests
{
    [Fact]
    public async Task A_first_start_warns_of_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("hub").FullName;
        using var log = new Told();
        await using (var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log))
            .AddHubEngine($"Data Source={Path.Combine(folder, "hub.db")};Pooling=False").BuildServiceProvider())
            await HubEngine.Open(services);

        log.Lines.ShouldNotBeEmpty("what is told and is no warning is seen here, too");
        log.Lines.Where(line => line.Level >= LogLevel.Warning).ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Told : ILoggerProvider, ILogger
    {
        internal ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
