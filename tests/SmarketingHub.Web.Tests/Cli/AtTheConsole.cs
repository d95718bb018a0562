namespace SmarketingHub.Web.Tests.Cli;

/// <summary>Console, folder and environment are one for the whole process: nobody else runs meanwhile.</summary>
[CollectionDefinition(nameof(AtTheConsole), DisableParallelization = true)]
public sealed class AtTheConsole;
