using NodaTime;

namespace SmarketingHub.Engine.Data;

public enum ImportAs
{
    /// <summary>Inquiries taken in now: no clock starts before the import.</summary>
    New,

    /// <summary>What happened elsewhere, at its own times; sends no message to anyone.</summary>
    History,
}

public enum ImportState
{
    Running,
    Done,

    /// <summary>Stopped before its end; run the same file again to go on.</summary>
    Interrupted,
    Failed,

    /// <summary>What it brought is being taken back; goes on by itself after a stop.</summary>
    TakingBack,

    /// <summary>What it brought is as if it had never been.</summary>
    TakenBack,
}

/// <summary>One import, as <c>GET /imports/{id}</c> shows it. Counts are written with each chunk of rows.</summary>
public sealed class ImportRun
{
    public long Id { get; init; }
    public required string FileName { get; init; }
    public ImportAs As { get; init; }
    public ImportState State { get; set; }

    /// <summary>Who started it, as the ledger writes actors.</summary>
    public required string Actor { get; init; }
    public Instant StartedAt { get; init; }

    /// <summary>When it was last heard of: one that runs and was not heard of for a minute was interrupted.</summary>
    public Instant SeenAt { get; set; }

    /// <summary>Rows in the file.</summary>
    public int Total { get; set; }

    /// <summary>Rows looked at.</summary>
    public int Rows { get; set; }

    /// <summary>New leads.</summary>
    public int Added { get; set; }

    /// <summary>Rows that joined or moved on a lead that was there.</summary>
    public int Joined { get; set; }

    /// <summary>Rows that were imported before.</summary>
    public int Skipped { get; set; }
    public int Rejected { get; set; }

    /// <summary>The profile that it went by, as JSON; null: none.</summary>
    public string? Profile { get; init; }

    /// <summary>Values that are left out of their leads for a reason, and kept with them.</summary>
    public int LeftOut { get; set; }

    /// <summary>What became of the columns, and what is in no lead, as JSON; it may name somebody, so it is not in the ledger.</summary>
    public string? Report { get; set; }

    /// <summary>The rejected rows as a CSV that can be mended and imported again; personal, so not in the ledger.</summary>
    public string? Rejects { get; set; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; set; }

    /// <summary>When somebody began to take it back, and who, as the ledger writes actors; null: nobody did.</summary>
    public Instant? TakenBackAt { get; set; }
    public string? TakenBackBy { get; set; }

    /// <summary>Of its leads so many are gone, or as they were before it.</summary>
    public int TakenBackLeads { get; set; }
}

/// <summary>How to read one system's files, kept under a name; personal, as it may name people, so not in the ledger.</summary>
public sealed class KeptProfile
{
    public required string Name { get; init; }

    /// <summary>As profiles are written, without what is usual.</summary>
    public string Json { get; set; } = "{}";

    /// <summary>Rises with each change.</summary>
    public int Version { get; set; }

    /// <summary>As the ledger writes actors.</summary>
    public string ChangedBy { get; set; } = "";
    public Instant ChangedAt { get; set; }
}

/// <summary>
/// A row that was imported, so that it is not imported again. Of several runs that took something from rows of one key the newest counts:
/// the one before it counts again when that is taken back.
/// </summary>
public sealed class ImportedRow
{
    /// <summary><c>system/type/id</c> of a row with its own external id, else <c>row/</c> and its hash.</summary>
    public required string Key { get; init; }

    /// <summary>The run that took something from it; 0: one of a version that did not note it.</summary>
    public long Import { get; init; }

    /// <summary>SHA-256 of what the row said last.</summary>
    public required byte[] Hash { get; set; }
    public long LeadId { get; init; }
}
