import { Button as AriaButton, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Text } from 'react-aria-components';
import buttonStyles from './Button.module.css';
import type { MenuButtonProps } from './MenuButton.tsx';
import styles from './MenuButton.module.css';

/** What `MenuButton` becomes when its library is there. */
export function AriaMenuButton({ label, children, sections }: MenuButtonProps): React.ReactNode {
  return (
    <MenuTrigger>
      <AriaButton className={`${buttonStyles['button']} ${buttonStyles['plain'] ?? ''}`} aria-label={label}>
        {children}
      </AriaButton>
      <Popover placement="bottom end" className={styles['popover']!}>
        <Menu className={styles['menu']!} aria-label={label}>
          {sections.map(({ name, entries }) => (
            <MenuSection key={name} className={styles['section']!}>
              <Header className={styles['header']!}>{name}</Header>
              {entries.map((entry) => (
                <MenuItem key={entry.id} id={entry.id} textValue={entry.name} className={styles['item']!} onAction={entry.act}>
                  <Text slot="label" className={styles['name']!}>
                    {entry.name}
                  </Text>
                  {entry.detail !== undefined && (
                    <Text slot="description" className={styles['detail']!}>
                      {entry.detail}
                    </Text>
                  )}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
