namespace SmarketingHub.Engine.Data;

/// <summary>The file cannot be worked on as it is; says why. Nothing in it was changed.</summary>
public sealed class UnusableFile(string message, Exception? inner = null) : Exception(message, inner);
