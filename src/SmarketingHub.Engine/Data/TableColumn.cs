using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;
using SmarketingHub.Domain.Leads;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// A column and the property that stands in it, also one of a part: how it is set, compared and read, as code to be compiled.
/// </summary>
/// <remarks>
/// What it is in C#, for one of each kind:
/// <code>
/// // a long               set: values.Set(at, row.Id)                   read: values.Long(0)
/// // a long?              set: if (row.Owner.HasValue) values.Set(at, row.Owner.Value); else values.SetNull(at)
/// //                      read: values.IsNull(4) ? null : values.Long(4)
/// // a converted one      set: values.Set(at, toProvider(row.ReceivedAt))   read: fromProvider(values.Long(5))
/// // a field of a part    set: as above, of row.Part.Field; of a part that may be missing: row.Part == null ? null : row.Part.Field
/// // a list               set: values.Set(at, row.Points, list)            read: (IReadOnlyList&lt;ClockPoint&gt;)values.List(7, list)
/// // a word               set: values.SetWord(at, row.Holder)              read: values.Word(3)
/// // compared             before.Owner != now.Owner; lists and bytes: !ReferenceEquals(before.HadBy, now.HadBy)
/// </code>
/// </remarks>
internal sealed record TableColumn(string Name, IProperty Property)
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Of which it is a field; null: of the row itself.</summary>
    internal IComplexProperty? Part => (Property.DeclaringType as IComplexType)?.ComplexProperty;

    internal static Expression IsNull(Expression values, int at) => Call(values, nameof(RowValues.IsNull), Expression.Constant(at));

    internal Expression Bind(Expression values, Expression at, Expression row)
    {
        var value = ValueOf(row);
        var known = Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, "Value");
        var set = List is { } list
            ? Call(values, nameof(RowValues.Set), at, Expression.Convert(known, typeof(object)), Constant(list))
            : Call(values, IsWord ? nameof(RowValues.SetWord) : nameof(RowValues.Set), at, ToDatabase(known));
        return !value.Type.IsValueType
            ? Expression.IfThenElse(Expression.ReferenceEqual(value, Expression.Constant(null)),
                Call(values, nameof(RowValues.SetNull), at), set)
            : known != value
            ? Expression.IfThenElse(Expression.Property(value, "HasValue"), set, Call(values, nameof(RowValues.SetNull), at))
            : set;
    }

    /// <summary>Lists and bytes are replaced and never changed in place: the same one is the same value.</summary>
    internal Expression Differs(Expression before, Expression now) => (ValueOf(before), ValueOf(now)) switch
    {
        var (a, b) when a.Type.IsValueType || a.Type == typeof(string) => Expression.NotEqual(a, b),
        var (a, b) when List is not null || a.Type == typeof(byte[]) => Expression.ReferenceNotEqual(a, b),
        var (a, _) => throw new NotSupportedException($"{Name}: whether a {a.Type.Name} was changed in place is not seen."),
    };

    internal Expression Read(Expression values, int at)
    {
        var type = Property.ClrType;
        var value = List is { } list
            ? Call(values, nameof(RowValues.List), Expression.Constant(at), Constant(list))
            : FromDatabase(Get(values, Expression.Constant(at)));
        return !Property.IsNullable ? Expression.Convert(value, type)
            : Expression.Condition(IsNull(values, at), Expression.Default(type), Expression.Convert(value, type));
    }

    /// <summary>How it stands there if it is a list; null: it is none.</summary>
    private IJsonList? List => Property.GetTypeMapping().Converter as IJsonList;

    /// <summary>Texts of a lead and its parts are nobody's own, and in most of them the same; the id of an activity is its own.</summary>
    private bool IsWord => Property.ClrType == typeof(string) && Property.DeclaringType.ClrType.Assembly == typeof(Lead).Assembly
        && Property.Name != nameof(Attempt.ExternalId);

    private Type Stored =>
        Property.GetTypeMapping().Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(Property.ClrType) ?? Property.ClrType;

    private Expression ValueOf(Expression row)
    {
        if (Part is not { } part)
            return Expression.Property(row, Property.PropertyInfo!);
        var owner = Expression.Property(row, part.PropertyInfo!);
        var value = Expression.Property(owner, Property.PropertyInfo!);
        if (!part.IsNullable)
            return value;
        var type = value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null
            ? typeof(Nullable<>).MakeGenericType(value.Type) : value.Type;
        return Expression.Condition(Expression.ReferenceEqual(owner, Expression.Constant(null)), Expression.Default(type),
            Expression.Convert(value, type));
    }

    private Expression ToDatabase(Expression value) => Property.GetTypeMapping().Converter is not { } converter ? value
        : Expression.Invoke(converter.ConvertToProviderExpression,
            Expression.Convert(value, converter.ConvertToProviderExpression.Parameters[0].Type));

    private Expression FromDatabase(Expression stored) => Property.GetTypeMapping().Converter is not { } converter ? stored
        : Expression.Invoke(converter.ConvertFromProviderExpression,
            Expression.Convert(stored, converter.ConvertFromProviderExpression.Parameters[0].Type));

    private Expression Get(Expression values, Expression at) => Stored switch
    {
        var type when type == typeof(bool) => Call(values, nameof(RowValues.Bool), at),
        var type when type == typeof(int) => Call(values, nameof(RowValues.Int), at),
        var type when type == typeof(long) => Call(values, nameof(RowValues.Long), at),
        var type when type == typeof(double) => Call(values, nameof(RowValues.Double), at),
        var type when type == typeof(decimal) => Call(values, nameof(RowValues.Decimal), at),
        var type when type == typeof(string) => Call(values, IsWord ? nameof(RowValues.Word) : nameof(RowValues.Text), at),
        var type when type == typeof(byte[]) => Call(values, nameof(RowValues.Bytes), at),
        var type => throw new NotSupportedException($"{Name}: a column of {type.Name} is not read."),
    };

    private static ConstantExpression Constant(IJsonList list) => Expression.Constant(list, typeof(IJsonList));

    private static MethodCallExpression Call(Expression values, string method, params Expression[] arguments) => Expression.Call(
        values, typeof(RowValues).GetMethod(method, Any, [.. arguments.Select(a => a.Type)])
            ?? throw new NotSupportedException($"A column of {arguments[^1].Type.Name} is not written."), arguments);
}
