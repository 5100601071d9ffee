import styles from './Button.module.css';

export interface ButtonProps extends React.ComponentProps<'button'> {
  /** `primary` once on a screen at most; `quiet` has no border. */
  readonly kind?: 'plain' | 'primary' | 'quiet';
}

/** A press that does what its words say. */
export function Button({ kind = 'plain', className = '', type = 'button', ...rest }: ButtonProps): React.ReactNode {
  // oxlint-disable-next-line react/button-has-type -- it has one
  return <button type={type} className={`${styles['button']} ${styles[kind] ?? ''} ${className}`} {...rest} />;
}
