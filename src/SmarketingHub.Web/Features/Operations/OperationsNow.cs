using NodaTime;
using SmarketingHub.Engine.Backups;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Telling;

namespace SmarketingHub.Web.Features.Operations;

/// <summary>Somebody who is connected, or a program.</summary>
/// <param name="IsProgram">By an API key.</param>
public sealed record ConnectedOne(string Name, bool IsProgram, int Lines);

/// <summary>How the installation does at one moment.</summary>
/// <param name="Fault">Why nothing can be written; null: it can.</param>
/// <param name="Lag">How long the oldest due point is due; null: none is.</param>
/// <param name="Oldest">That oldest one, or the next that will be due; null: nothing will.</param>
/// <param name="Storage">Null: it could not be read; likewise the reports and what people are told.</param>
public sealed record OperationsNow(
    Instant At, Instant Started, bool BoardStands, string? Fault, int Waiting, TimeSpan LongestWaiting, long TurnedAway, Duration? Lag,
    Instant? Oldest, IReadOnlyList<Trouble> Troubles, IReadOnlyList<ConnectedOne> Connected, int Views, int Imports,
    IReadOnlyList<CommandFigure> Commands, FileFigures? Storage, BackupStand Backups, BackupStand Exports,
    ReportStanding? Reports, TellingFigures? Telling)
{
    /// <summary>The public key by which heads of the ledger are signed, as PEM; null: none was signed yet.</summary>
    public string? HeadKey { get; init; }

    /// <summary>So late a due point is a fault; before, one batch is on its way.</summary>
    public static readonly Duration LateFrom = Duration.FromSeconds(10);

    public bool IsLate => Lag > LateFrom;

    public bool IsWell => BoardStands && Fault is null && !IsLate && Troubles.Count == 0
        && Backups.Failure is null && Exports.Failure is null;
}
