namespace SmarketingHub.Web.Features.Imports.Choosing;

/// <summary>The way of a file, from its choice to its run.</summary>
public enum ImportStep
{
    File,
    Columns,
    Leads,
    Run,
}
