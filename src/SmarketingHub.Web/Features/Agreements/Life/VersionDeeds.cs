using Microsoft.Extensions.Localization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Life;

/// <summary>What somebody does with a version, and why it was refused last: told until the version is another one.</summary>
internal sealed class VersionDeeds(Door door, Me me, IStringLocalizer<Texts> l, Viewer viewer)
{
    private (int Number, int Revision, VersionState State) seen;

    /// <summary>Null: nothing was refused.</summary>
    internal string? Refused { get; set; }

    internal void See(AgreementVersion version)
    {
        var now = (version.Number, version.Revision, version.State);
        if (now != seen)
            (seen, Refused) = (now, null);
    }

    internal async Task<bool> Do(Func<Write, AgreementVersion> change)
    {
        Refused = null;
        try
        {
            await door.Do(await me.Actor(), change);
        }
        catch (Refusal refusal)
        {
            Refused = l.Said(refusal, viewer);
            // The text that it is about is still on its way to this page.
            if (refusal is Stale stale)
                seen = seen with { Revision = stale.Version };
        }
        return Refused is null;
    }
}
