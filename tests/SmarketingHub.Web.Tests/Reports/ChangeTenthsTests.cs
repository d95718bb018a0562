using CsCheck;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Web.Features.Reports.Compliance;

namespace SmarketingHub.Web.Tests.Reports;

public sealed class ChangeTenthsTests
{
    [Fact]
    public void As_shown_the_parts_add_up_too_and_none_is_rounded_by_a_whole_tenth() =>
        Gen.Double[-0.3, 0.3].Array[4].Sample(parts =>
        {
            // A difference that is the sum of these, whatever shares it is of.
            var why = new WhyChanged(new(0, 1), new(1, 1), [.. parts.Select((part, at) => new ChangePart((ChangeFactor)at, part))], false);
            var shown = ChangeTenths.Of(why with { Parts = Scaled(why) });
            shown.Parts.Sum().ShouldBe(shown.Difference);
            foreach (var (exact, tenths) in Scaled(why).Zip(shown.Parts))
                Math.Abs(1000 * exact.Part - tenths).ShouldBeLessThan(1.5);
        });

    // The last part is what the others leave of a difference of 1.
    private static List<ChangePart> Scaled(WhyChanged why) =>
        [.. why.Parts.Take(3), why.Parts[3] with { Part = why.Difference - why.Parts.Take(3).Sum(part => part.Part) }];
}
