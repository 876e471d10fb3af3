/**
 * The look, in one place: antd's tokens here, the same values as custom properties in theme.css
 * for our own components. Warm greys carry the page, one ink blue says where to act; text and
 * placeholder colours keep 4.5 : 1 on their grounds.
 */
import type { ThemeConfig } from 'antd';

export const palette = {
  accent: '#2f52b8',
  accentSoft: '#eef1fa',
  ink: '#1f2430',
  inkSoft: '#535a68',
  inkFaint: '#6a7080',
  line: '#e3e1db',
  lineSoft: '#edebe6',
  ground: '#f6f5f2',
  surface: '#ffffff',
  success: '#23774a',
  warning: '#9a6108',
  error: '#b93329',
} as const;

export const theme: ThemeConfig = {
  hashed: false,
  token: {
    colorPrimary: palette.accent,
    colorInfo: palette.accent,
    colorLink: palette.accent,
    colorLinkHover: '#203c8f', // antd's own is too light to read
    colorSuccess: palette.success,
    colorWarning: palette.warning,
    colorError: palette.error,
    colorHighlight: palette.accent,
    colorSuccessBg: '#eaf4ee',
    colorSuccessBorder: '#bcd9c8',
    colorWarningBg: '#fbf3e4',
    colorWarningBorder: '#e9d3a8',
    colorErrorBg: '#fcf0ee',
    colorErrorBorder: '#efc7c2',
    colorInfoBg: palette.accentSoft,
    colorText: palette.ink,
    colorTextBase: palette.ink,
    colorTextSecondary: palette.inkSoft,
    colorTextTertiary: palette.inkFaint,
    colorTextDescription: palette.inkSoft,
    colorTextPlaceholder: palette.inkFaint,
    colorBorder: '#d3d1ca',
    colorBorderSecondary: palette.line,
    colorBgLayout: palette.ground,
    colorBgContainerDisabled: '#f4f3f0',
    colorTextDisabled: '#7b8190',
    // theme.css knows it: the fonts differ with the language.
    fontFamily: 'var(--font)',
    fontSize: 14,
    lineHeight: 1.6,
    borderRadius: 7,
    borderRadiusLG: 10,
    controlHeight: 36,
    controlHeightLG: 42,
    wireframe: false,
    boxShadowTertiary: '0 1px 2px rgb(31 36 48 / 5%)',
    boxShadowSecondary: '0 8px 28px rgb(31 36 48 / 12%), 0 2px 6px rgb(31 36 48 / 6%)',
    motionDurationMid: '0.14s',
    motionDurationSlow: '0.2s',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Card: { headerFontSize: 15, headerHeight: 48, bodyPadding: 20 },
    Table: {
      headerBg: '#faf9f7',
      headerColor: palette.inkSoft,
      headerSplitColor: 'transparent',
      rowHoverBg: '#f8f8fb',
      cellPaddingBlock: 11,
      cellPaddingInline: 12,
      borderColor: palette.lineSoft,
    },
    Form: { labelColor: palette.ink, verticalLabelPadding: '0 0 4px', itemMarginBottom: 20 },
    Modal: { titleFontSize: 17 },
    Descriptions: { labelBg: '#faf9f7', labelColor: palette.inkSoft },
    Tag: { defaultBg: '#f2f1ee', defaultColor: palette.inkSoft },
    Select: { optionSelectedBg: palette.accentSoft },
    Tabs: { titleFontSize: 14, horizontalItemPadding: '10px 0' },
    Alert: { withDescriptionPadding: '14px 16px' },
  },
};

/** For people who asked for less motion; theme.css does the same for what is ours. */
export const calmTheme: ThemeConfig = { ...theme, token: { ...theme.token, motion: false } };
