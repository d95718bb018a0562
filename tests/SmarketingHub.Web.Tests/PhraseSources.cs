using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SmarketingHub.Domain;

namespace SmarketingHub.Web.Tests;

/// <summary>
/// Every <see cref="Phrase"/> that stands in the source, as the compiler sees it; but for the API's own, which no page meets.
/// </summary>
internal sealed class PhraseSources
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src"));

    private static readonly string[] NoPage = [.. new[] { "obj", "bin",
        "SmarketingHub.Engine/Data/Migrations", "SmarketingHub.Web/Api", "SmarketingHub.Web/Cli" }
        .Select(folder => $"/{folder}/")];

    private const string Implicit = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Http;
        """;

    public HashSet<string> Formats { get; } = [];

    /// <summary>Where a text is put together before it becomes a phrase: it can be said in no other language.</summary>
    public List<string> Formatted { get; } = [];

    public PhraseSources()
    {
        var files = Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !NoPage.Any(file.Replace('\\', '/').Contains));
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file)).ToList();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("SmarketingHub", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compiled = CSharpCompilation.Create("Source", [.. trees, CSharpSyntaxTree.ParseText(Implicit)], references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var phrase = compiled.GetTypeByMetadataName(typeof(Phrase).FullName!)!;
        foreach (var model in trees.Select(tree => compiled.GetSemanticModel(tree)))
            foreach (var text in model.SyntaxTree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>())
                Take(text, model, phrase);
    }

    private void Take(ExpressionSyntax text, SemanticModel model, INamedTypeSymbol phrase)
    {
        bool IsPhrase(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, phrase);
        // A long one stands in several lines, joined.
        if (text.Parent is BinaryExpressionSyntax joined && Interpolated(joined).Count > 0)
            return;
        if (Interpolated(text) is { Count: > 0 } parts
            && (IsPhrase(model.GetTypeInfo(text).ConvertedType)
                || text.Parent is CastExpressionSyntax cast && IsPhrase(model.GetTypeInfo(cast).Type)))
            Formats.Add(FormatOf(parts));
        else if (text is InvocationExpressionSyntax
            && model.GetOperation(text) is IInvocationOperation
            {
                TargetMethod.Name: nameof(Phrase.Of), TargetMethod.ContainingType: var of,
                Arguments: [var given]
            } && IsPhrase(of))
            AddConstant(given.Value.ConstantValue);
        else if (model.GetTypeInfo(text) is { Type.SpecialType: SpecialType.System_String } info && IsPhrase(info.ConvertedType)
            && !AddConstant(model.GetConstantValue(text)))
            Formatted.Add($"{text.GetLocation().GetLineSpan()}: {text}");
    }

    private bool AddConstant(Optional<object?> constant)
    {
        if (constant is { HasValue: true, Value: string { Length: > 0 } value })
            Formats.Add(Phrase.Of(value).Format);
        return constant.HasValue;
    }

    /// <summary>The interpolated strings that it is, one or several joined; none: it is something else.</summary>
    private static List<InterpolatedStringExpressionSyntax> Interpolated(ExpressionSyntax text) => text switch
    {
        InterpolatedStringExpressionSyntax one => [one],
        ParenthesizedExpressionSyntax inner => Interpolated(inner.Expression),
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.AddExpression)
            && Interpolated(both.Left) is { Count: > 0 } left && Interpolated(both.Right) is { Count: > 0 } right => [.. left, .. right],
        _ => [],
    };

    private static string FormatOf(IEnumerable<InterpolatedStringExpressionSyntax> interpolated)
    {
        var (format, hole) = (new StringBuilder(), 0);
        foreach (var part in interpolated.SelectMany(one => one.Contents))
            format.Append(part switch
            {
                InterpolatedStringTextSyntax literal =>
                    Phrase.Of(literal.TextToken.ValueText.Replace("{{", "{", StringComparison.Ordinal)
                        .Replace("}}", "}", StringComparison.Ordinal)).Format,
                InterpolationSyntax { FormatClause.FormatStringToken.ValueText: var written } => $"{{{hole++}:{written}}}",
                _ => $"{{{hole++}}}",
            });
        return format.ToString();
    }
}
