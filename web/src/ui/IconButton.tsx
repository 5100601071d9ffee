import styles from './IconButton.module.css';

/** A press whose words are in its tooltip and read aloud. */
export function IconButton({
  label,
  isPressed,
  className = '',
  title,
  ...rest
}: Omit<React.ComponentProps<'button'>, 'aria-label'> & {
  readonly label: string;
  readonly isPressed?: boolean;
}): React.ReactNode {
  return (
    <button
      {...rest}
      type="button"
      className={`${styles['button']} ${className}`}
      aria-label={label}
      aria-pressed={isPressed}
      title={title ?? label}
    />
  );
}
