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
/// // a long               set: statement.Set(at, row.Id)                   read: statement.Long(0)
/// // a long?              set: if (row.Owner.HasValue) statement.Set(at, row.Owner.Value); else statement.SetNull(at)
/// //                      read: statement.IsNull(4) ? null : statement.Long(4)
/// // a converted one      set: statement.Set(at, toProvider(row.ReceivedAt))   read: fromProvider(statement.Long(5))
/// // a field of a part    set: as above, of row.Part.Field; of a part that may be missing: row.Part == null ? null : row.Part.Field
/// // compared             before.Owner != now.Owner; lists and bytes: !ReferenceEquals(before.HadBy, now.HadBy)
/// </code>
/// </remarks>
internal sealed record TableColumn(string Name, IProperty Property)
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Of which it is a field; null: of the row itself.</summary>
    internal IComplexProperty? Part => (Property.DeclaringType as IComplexType)?.ComplexProperty;

    internal static Expression IsNull(Expression statement, int at) => Call(statement, nameof(Statement.IsNull), Expression.Constant(at));

    internal Expression Bind(Expression statement, Expression at, Expression row)
    {
        var value = ValueOf(row);
        var known = Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, "Value");
        var set = Call(statement, nameof(Statement.Set), at, ToDatabase(known));
        return !value.Type.IsValueType
            ? Expression.IfThenElse(Expression.ReferenceEqual(value, Expression.Constant(null)),
                Call(statement, nameof(Statement.SetNull), at), set)
            : known != value
            ? Expression.IfThenElse(Expression.Property(value, "HasValue"), set, Call(statement, nameof(Statement.SetNull), at))
            : set;
    }

    /// <summary>Lists and bytes are replaced and never changed in place: the same one is the same value.</summary>
    internal Expression Differs(Expression before, Expression now) =>
        (ValueOf(before), ValueOf(now)) is var (a, b) && (a.Type.IsValueType || a.Type == typeof(string))
            ? Expression.NotEqual(a, b) : Expression.ReferenceNotEqual(a, b);

    internal Expression Read(Expression statement, int at)
    {
        var type = Property.ClrType;
        var value = FromDatabase(Get(statement, Expression.Constant(at)));
        return !Property.IsNullable ? Expression.Convert(value, type)
            : Expression.Condition(IsNull(statement, at), Expression.Default(type), Expression.Convert(value, type));
    }

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

    private Expression Get(Expression statement, Expression at) => Stored switch
    {
        var type when type == typeof(bool) => Call(statement, nameof(Statement.Bool), at),
        var type when type == typeof(int) => Call(statement, nameof(Statement.Int), at),
        var type when type == typeof(long) => Call(statement, nameof(Statement.Long), at),
        var type when type == typeof(double) => Call(statement, nameof(Statement.Double), at),
        var type when type == typeof(decimal) => Call(statement, nameof(Statement.Decimal), at),
        // What stands in a lead and its parts is nobody's own, and in most of them the same.
        var type when type == typeof(string) =>
            Call(statement, Property.DeclaringType.ClrType.Assembly == typeof(Lead).Assembly && Property.GetTypeMapping().Converter is null
                ? nameof(Statement.Word) : nameof(Statement.Text), at),
        var type when type == typeof(byte[]) => Call(statement, nameof(Statement.Bytes), at),
        var type => throw new NotSupportedException($"{Name}: a column of {type.Name} is not read."),
    };

    private static MethodCallExpression Call(Expression statement, string method, params Expression[] arguments) => Expression.Call(
        statement, typeof(Statement).GetMethod(method, Any, [.. arguments.Select(a => a.Type)])
            ?? throw new NotSupportedException($"A column of {arguments[^1].Type.Name} is not written."), arguments);
}
