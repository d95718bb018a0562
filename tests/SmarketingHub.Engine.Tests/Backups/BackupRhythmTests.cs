using NodaTime;
using SmarketingHub.Engine.Backups;

namespace SmarketingHub.Engine.Tests.Backups;

public sealed class BackupRhythmTests
{
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

    [Theory]
    [InlineData("PT6H", 360)]
    [InlineData("6h", 360)]
    [InlineData("06:00:00", 360)]
    [InlineData("P1D", 1440)]
    [InlineData("1d", 1440)]
    [InlineData("1.00:00:00", 1440)]
    [InlineData("30m", 30)]
    [InlineData("PT1M", 1)]
    public void How_often_is_read(string text, int minutes) =>
        BackupRhythm.Read(text).ShouldBe(BackupRhythm.Each(Duration.FromMinutes(minutes)));

    [Fact]
    public void A_time_of_day_is_read() => BackupRhythm.Read("02:30").ShouldBe(BackupRhythm.DailyAt(new(2, 30)));

    [Theory]
    [InlineData("")]
    [InlineData("daily")]
    [InlineData("0m")]
    [InlineData("PT59S")]
    [InlineData("-PT6H")]
    [InlineData("P367D")]
    [InlineData("99999d")]
    [InlineData("24:00")]
    [InlineData("2:30")]
    [InlineData("6")]
    [InlineData("P99999999999D")]
    public void What_is_neither_is_refused(string text) => BackupRhythm.Read(text).ShouldBeNull();

    [Theory]
    // An ordinary night; the night in which 02:30 is skipped, and the one in which it comes twice.
    [InlineData("2026-03-02T12:00", "2026-03-03T01:30")]
    [InlineData("2026-03-28T12:00", "2026-03-29T01:00")]
    [InlineData("2026-10-24T12:00", "2026-10-25T00:30")]
    [InlineData("2026-10-25T00:30", "2026-10-26T01:30")]
    public void A_time_of_day_is_the_installations(string after, string next) =>
        BackupRhythm.DailyAt(new(2, 30)).Next(At(after), Warsaw).ShouldBe(At(next));

    private static Instant At(string utc) => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm").Parse(utc)
        .Value.InUtc().ToInstant();
}
