namespace SmarketingHub.Domain.Life;

/// <summary>
/// Something that happened to a lead, with all that was decided: folding them needs no rule, calendar or agreement.
/// The ledger stores them as JSON under their names; a name or a property is never renamed or removed.
/// </summary>
public abstract record LeadEvent
{
    /// <summary>Whether it changes the lead's own fields, stage, hand-off, holder or owner.</summary>
    public virtual bool RaisesVersion => true;
}
