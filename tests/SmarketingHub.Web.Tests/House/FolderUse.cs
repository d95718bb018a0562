using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;

namespace SmarketingHub.Web.Tests.House;

/// <summary>One folder of a project uses another: where it does, and what.</summary>
public sealed record Use(string From, string To, string Where, string What)
{
    public override string ToString() => $"{From} uses {To}: {Where} uses {What}";
}

/// <summary>
/// Which folders of a project use which, as its compiled code says: what its types are made of, what their members take and give,
/// and what every body touches. A folder's name is the rest of its namespace.
/// </summary>
internal static class FolderUse
{
    /// <summary>The project's own folder.</summary>
    public const string Project = "./";

    /// <summary>What all components below it may name without saying so.</summary>
    public const string Imports = "_Imports.razor";

    // Where Razor puts what it infers of a component: a namespace for each, named after it.
    private const string Inferred = "__Blazor.";

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static IEnumerable<Use> Of(Assembly project) =>
        from type in project.GetTypes()
        let here = FolderOf(type)
        where here is not null
        from used in UsedBy(type).SelectMany(Parts).Distinct()
        where used.Assembly == project
        let to = FolderOf(used)
        where to is not null && to != here
        select new Use(here, to, Outermost(type).Name, Outermost(used).Name);

    /// <summary>What its files name at their top: constants are seen in no compiled code.</summary>
    public static IEnumerable<Use> Usings(string project, IReadOnlyList<string> folders) =>
        from file in Directory.EnumerateFiles(project, "*.*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".razor" && Path.GetFileName(file) != Imports
        let here = FolderOf(Path.GetRelativePath(project, Path.GetDirectoryName(file)!))
        where folders.Contains(here)
        from Match named in Regex.Matches(File.ReadAllText(file),
            $@"^@?using (static )?(\w+ = )?{Regex.Escape(Path.GetFileName(project))}\.(?<rest>[\w.]+);?", RegexOptions.Multiline)
        let rest = FolderOf(named.Groups["rest"].Value.Replace('.', '/'))
        let to = folders.Where(folder => rest == folder || rest.StartsWith(folder + "/", StringComparison.Ordinal))
            .MaxBy(folder => folder.Length)
        where to is not null && to != here
        select new Use(here, to, Path.GetFileName(file), named.Value);

    private static string FolderOf(string path) => path == "." ? Project : path.Replace('\\', '/');

    // What the compiler makes for itself has no namespace; what source generators make may have a foreign one.
    private static string? FolderOf(Type type)
    {
        var (outer, root) = (Outermost(type), type.Assembly.GetName().Name!);
        var named = outer.Namespace is { } inferred && inferred.StartsWith(Inferred, StringComparison.Ordinal)
            ? inferred[Inferred.Length..inferred.LastIndexOf('.')] : outer.Namespace;
        return named is null ? outer.Name.StartsWith('<') ? null : Project
            : named == root ? Project
            : named.StartsWith(root + ".", StringComparison.Ordinal) ? named[(root.Length + 1)..].Replace('.', '/') : null;
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? type.GetGenericParameterConstraints().Where(constraint => constraint != type).SelectMany(Parts)
        : type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition())
        : [type];

    private static IEnumerable<Type> UsedBy(Type type)
    {
        IEnumerable<Type?> used = [type.BaseType, .. type.GetInterfaces(), .. Attributes(type), .. type.GetGenericArguments()];
        foreach (var member in type.GetMembers(Declared))
            used = used.Concat(Attributes(member)).Concat(member switch
            {
                FieldInfo field => [field.FieldType],
                MethodBase method => [.. Signature(method), .. Body(method)],
                _ => [],
            });
        return used.OfType<Type>();
    }

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.GetCustomAttributesData()
        .SelectMany(a => a.ConstructorArguments.Select(given => given.Value).OfType<Type>().Prepend(a.AttributeType));

    private static IEnumerable<Type> Signature(MethodBase method) =>
    [
        .. method.GetParameters().Select(parameter => parameter.ParameterType),
        .. method is MethodInfo { ReturnType: var result } ? [result] : Type.EmptyTypes,
        .. method.IsGenericMethodDefinition ? method.GetGenericArguments() : [],
    ];

    private static IEnumerable<Type> Body(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
            return [];
        var caught = body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)
            .Select(clause => clause.CatchType!);
        return [.. body.LocalVariables.Select(local => local.LocalType), .. caught, .. Touched(method, body.GetILAsByteArray()!)];
    }

    private static IEnumerable<Type> Touched(MethodBase method, byte[] code)
    {
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var isShort = code[at] != 0xFE;
            var operation = Codes[isShort ? code[at] : unchecked((short)(0xFE00 | code[at + 1]))];
            at += isShort ? 1 : 2;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok
                or OperandType.InlineType)
                foreach (var type in Named(method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod)!))
                    yield return type;
            at += Length(operation.OperandType, code, at);
        }
    }

    private static IEnumerable<Type> Named(MemberInfo member) => member switch
    {
        Type type => [type],
        MethodInfo { IsGenericMethod: true } method => [method.DeclaringType!, .. method.GetGenericArguments()],
        _ => member.DeclaringType is { } type ? [type] : [],
    };

    private static int Length(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
        _ => 4,
    };
}
