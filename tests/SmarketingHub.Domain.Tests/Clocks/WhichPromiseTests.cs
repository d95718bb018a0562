using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;

namespace SmarketingHub.Domain.Tests.Clocks;

public class WhichPromiseTests
{
    [Theory]
    [InlineData("Accept:1:2:accept-a")]
    [InlineData("Effort:7:12:odd:id")]
    [InlineData("Touch")]
    public void What_is_kept_is_read_again(string text) => WhichPromise.Read(text)!.ToString().ShouldBe(text);

    [Fact]
    public void Notices_of_before_have_the_kind_alone() => WhichPromise.Read("Accept").ShouldBe(new WhichPromise(Promise.Accept));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("marketing")]
    [InlineData("Accept:1")]
    [InlineData("Accept:x:2:accept-a")]
    public void What_is_none_is_none(string? text) => WhichPromise.Read(text).ShouldBeNull();
}
