namespace SmarketingHub.Web.Api.Reports;

/// <summary>What every report says.</summary>
public abstract record ReportOut
{
    /// <summary>
    /// Leads that are in no figure, as their lines of the ledger cannot be read; counted again every 15 s at most. A partner is not told.
    /// </summary>
    public int LeftOut { get; internal set; }
}
