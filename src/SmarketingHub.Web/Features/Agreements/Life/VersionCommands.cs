using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Forms;

namespace SmarketingHub.Web.Features.Agreements.Life;

/// <summary>The commands about a version as a whole, and why the last one was refused: told until the version is another one.</summary>
internal sealed class VersionCommands(Door door, Submission submission)
{
    private (int Number, int Revision, VersionState State) seen;

    /// <summary>Null: nothing was refused.</summary>
    internal string? Refused => submission.Reason;

    internal void See(AgreementVersion version)
    {
        var now = (version.Number, version.Revision, version.State);
        if (now == seen)
            return;
        seen = now;
        Forget();
    }

    internal void Forget() => submission.Clear();

    /// <returns>Whether it was carried out.</returns>
    internal async Task<bool> Run(Func<Write, AgreementVersion> change)
    {
        var isDone = await submission.Run(actor => door.Do(actor, change, "AgreementVersion"));
        // The text that it is about is still on its way to this page.
        if (submission.Refusal is Stale stale)
            seen = seen with { Revision = stale.Version };
        return isDone;
    }
}
