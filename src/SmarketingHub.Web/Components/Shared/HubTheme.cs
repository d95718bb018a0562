using MudBlazor;

namespace SmarketingHub.Web.Components.Shared;

/// <summary>MudBlazor in the colours and type of <c>tokens.css</c>.</summary>
public static class HubTheme
{
    private static readonly string[] Fonts = ["Inter", "Segoe UI", "system-ui", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = Dressed(new PaletteLight(),
            new("#f6f7f9", "#ffffff", "#eef1f6", "#e3e6eb", "#8b95a7", "#1b2430", "#5d6779", "#2f5bea", "#ffffff", "#067647", "#b54708",
                "#b42318")),
        PaletteDark = Dressed(new PaletteDark(),
            new("#0f141b", "#171e28", "#131a23", "#283241", "#6b7889", "#e6eaf0", "#9aa6b6", "#84a2ff", "#0f141b", "#4cc38a", "#fdb022",
                "#ff8a7d")),
        LayoutProperties = new() { DefaultBorderRadius = "8px" },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "14px", LetterSpacing = "0" },
            Body1 = new Body1Typography { FontSize = "14px", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontSize = "13px", LetterSpacing = "0" },
            Button = new ButtonTypography { FontSize = "14px", FontWeight = "600", TextTransform = "none", LetterSpacing = "0" },
            H6 = new H6Typography { FontSize = "16px", FontWeight = "700", LetterSpacing = "0" },
            Subtitle1 = new Subtitle1Typography { FontSize = "14px", FontWeight = "600", LetterSpacing = "0" },
            Caption = new CaptionTypography { FontSize = "12px", LetterSpacing = "0" },
        },
    };

    private sealed record Tokens(
        string Canvas, string Surface, string Sunken, string Line, string LineInput, string Text, string Muted,
        string Accent, string OnAccent, string Good, string Risk, string Late);

    private static TPalette Dressed<TPalette>(TPalette palette, Tokens t) where TPalette : Palette
    {
        palette.Background = t.Canvas;
        palette.BackgroundGray = t.Sunken;
        palette.Surface = palette.AppbarBackground = palette.DrawerBackground = t.Surface;
        palette.Primary = palette.Info = t.Accent;
        palette.PrimaryContrastText = palette.InfoContrastText = t.OnAccent;
        palette.Secondary = t.Muted;
        palette.SecondaryContrastText = t.Surface;
        palette.Success = t.Good;
        palette.Warning = t.Risk;
        palette.Error = t.Late;
        palette.SuccessContrastText = palette.WarningContrastText = palette.ErrorContrastText = t.OnAccent;
        palette.TextPrimary = palette.AppbarText = palette.DrawerText = t.Text;
        palette.TextSecondary = palette.ActionDefault = palette.DrawerIcon = t.Muted;
        palette.LinesDefault = palette.TableLines = palette.Divider = palette.DividerLight = t.Line;
        palette.LinesInputs = t.LineInput;
        palette.TableHover = t.Sunken;
        return palette;
    }
}
