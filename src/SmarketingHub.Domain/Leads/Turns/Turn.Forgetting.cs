using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>The person behind the lead is forgotten; the lead stays.</summary>
public sealed partial class Turn
{
    public void Forget(ForgetReason reason)
    {
        if (!Actor.Forgets())
            throw new NotAllowed("Only administrators forget a person.");
        Emit(new PersonForgotten(reason));
    }
}
