namespace SmarketingHub.Engine.Backups;

/// <summary>Where and when files are made by themselves, one a time.</summary>
public abstract record FileSchedule
{
    public const int FewestKept = 1;
    public const int MostKept = 10_000;

    /// <summary>Null: none are made.</summary>
    public string? Folder { get; init; }

    public BackupRhythm Rhythm { get; init; } = BackupRhythm.EachDay;

    /// <summary>How many whole ones stay, the newest.</summary>
    public int Keep { get; init; } = 14;
}

/// <summary>Of backups.</summary>
public sealed record BackupOptions : FileSchedule;

/// <summary>Of exports.</summary>
public sealed record ExportOptions : FileSchedule;
