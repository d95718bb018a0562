using System.Reflection;
using Microsoft.AspNetCore.Components;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Tests.House;

/// <summary>An address is whatever somebody typed: no text in it ends a page.</summary>
public class AddressTests
{
    [Fact]
    public void Every_page_takes_the_parameters_of_its_address_as_texts()
    {
        var parameters =
            from page in typeof(AddressWords).Assembly.GetTypes()
            where page.GetCustomAttributes<RouteAttribute>().Any()
            from property in page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            where property.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is not null
            select (Name: $"{page.Name}.{property.Name}", property.PropertyType);
        var all = parameters.ToList();

        all.Count.ShouldBeGreaterThan(9);
        all.Where(one => one.PropertyType != typeof(string)).Select(one => one.Name)
            .ShouldBeEmpty("another type throws where the text is none of it: read it by AddressWords");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("abc", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("99999999999", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData(" 7 ", 7)]
    public void A_number_is_read_or_there_is_none(string? text, int? number) => AddressWords.Number(text).ShouldBe(number);

    [Theory]
    [InlineData("abc", 1)]
    [InlineData("3", 3)]
    [InlineData("2000000000", 100_000)]
    public void A_list_begins_at_its_first_page_unless_another_is_read(string text, int page) => AddressWords.Page(text).ShouldBe(page);

    [Theory]
    [InlineData("thursday", DayOfWeek.Thursday)]
    [InlineData("4", null)]
    [InlineData("noday", null)]
    [InlineData(null, null)]
    public void A_choice_is_one_of_its_names(string? text, DayOfWeek? day) => AddressWords.Choice<DayOfWeek>(text).ShouldBe(day);
}
