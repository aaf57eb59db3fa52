import { HostConfig } from 'adaptivecards';

const colour = (name: string) => ({ default: `var(--${name})`, subtle: `var(--${name})` });

const foreground = {
  default: { default: 'var(--colorNeutralForeground1)', subtle: 'var(--colorNeutralForeground3)' },
  accent: colour('colorBrandForeground1'),
  attention: colour('cardAttention'),
  good: colour('cardGood'),
  warning: colour('cardWarning'),
  light: colour('colorNeutralForeground3'),
  dark: colour('colorNeutralForeground1'),
};

const style = (background: string) => ({
  backgroundColor: `var(--${background})`,
  borderColor: 'var(--colorNeutralStroke2)',
  foregroundColors: foreground,
});

/** Sizes and colours as Teams draws cards; the colours are the theme's own, so a card follows it at once. */
export const HOST = new HostConfig({
  fontFamily: 'inherit',
  supportsInteractivity: true,
  textBlock: { headingLevel: 3 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--colorNeutralStroke2)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  containerStyles: {
    default: style('transparentPaper'),
    emphasis: style('cardEmphasis'),
    accent: style('colorBrandBackground2'),
    good: style('cardGoodPaper'),
    attention: style('cardAttentionPaper'),
    warning: style('cardWarningPaper'),
  },
  textStyles: { heading: { weight: 'bolder', size: 'medium' }, columnHeader: { weight: 'bolder' } },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 8, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    preExpandSingleShowCardAction: false,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { spacing: 'small', weight: 'default', size: 'small' },
    allowDynamicallyFilteredChoiceSet: true,
  },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 160 },
    value: { wrap: true },
    spacing: 12,
  },
});
