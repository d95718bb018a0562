namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>One lead behind a figure, and what is told of it.</summary>
public readonly record struct LeadFigure(long LeadId, ReportCell Figure);
