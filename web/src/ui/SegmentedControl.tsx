import styles from './SegmentedControl.module.css';

/** One of a few choices that exclude each other, all of them in sight. */
export function SegmentedControl<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: React.ReactNode; readonly title?: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}): React.ReactNode {
  return (
    <div className={styles['control']} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          title={option.title}
          aria-pressed={option.value === value}
          onClick={() => {
            onChange(option.value);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
