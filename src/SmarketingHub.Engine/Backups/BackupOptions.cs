namespace SmarketingHub.Engine.Backups;

/// <summary>Where and when backups are made by themselves.</summary>
public sealed record BackupOptions
{
    public const int FewestKept = 1;
    public const int MostKept = 10_000;

    /// <summary>Null: none are made.</summary>
    public string? Folder { get; init; }

    public BackupRhythm Rhythm { get; init; } = BackupRhythm.EachDay;

    /// <summary>How many whole ones stay, the newest.</summary>
    public int Keep { get; init; } = 14;
}
