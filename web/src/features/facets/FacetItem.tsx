import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronRight } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Name } from '../../ui/Name.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { cutMiddle, formatBytes } from '../../ui/format.ts';
import { singleKeys } from '../../ui/keys-preference.ts';
import { FacetTree } from './FacetTree.tsx';
import { RawJson } from './RawJson.tsx';
import { glanceOf, webAddress } from './facet-lines.ts';
import { readFacet } from './json-value.ts';
import styles from './FacetsPanel.module.css';

/** A facet as the API tells it. */
export interface FacetFacts {
  readonly name: string;
  readonly producer?: string | null | undefined;
  readonly schemaURL?: string | null | undefined;
  readonly raw: string;
}

/** A closed facet is read only when that is quick. */
const readClosed = 20_000;

/** One facet: its name and a glance while it is closed, then what it holds as a tree or as it was sent. */
export function FacetItem({ facet }: { readonly facet: FacetFacts }): React.ReactNode {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const glance = useMemo(() => closedGlance(facet.raw), [facet.raw]);
  return (
    <li className={styles['facet']}>
      <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        <ChevronRight size={13} aria-hidden />
        <Name most={40} className={styles['name']}>
          {facet.name}
        </Name>
        {!isOpen && glance !== '' && <bdi className={styles['glance']}>{glance}</bdi>}
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen && <FacetBody facet={facet} />}
      </div>
    </li>
  );
}

function closedGlance(raw: string): string {
  if (raw.length > readClosed) return formatBytes(raw.length);
  const facet = readFacet(raw);
  return facet.kind === 'value' ? glanceOf(facet.value) : '';
}

function FacetBody({ facet }: { readonly facet: FacetFacts }): React.ReactNode {
  const { t } = useLingui();
  const [mode, setMode] = useState<'tree' | 'raw'>('tree');
  const body = useRef<HTMLDivElement>(null);
  const isByKey = useRef(false);
  useEffect(() => {
    // The key was pressed in what is gone now.
    if (isByKey.current) body.current?.querySelector<HTMLElement>('[role="tree"],pre')?.focus();
    isByKey.current = false;
  }, [mode]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a key of what is inside, which the control does too
    <div
      ref={body}
      className={styles['body']}
      onKeyDown={(event) => {
        if (event.key !== 'r' || event.ctrlKey || event.metaKey || event.altKey || !singleKeys.read()) return;
        event.preventDefault();
        event.stopPropagation();
        isByKey.current = true;
        setMode(mode === 'tree' ? 'raw' : 'tree');
      }}
    >
      <div className={styles['tools']}>
        <SegmentedControl
          label={t`How the facet is shown`}
          value={mode}
          options={[
            { value: 'tree', label: t`Tree` },
            { value: 'raw', label: t`Raw JSON`, title: t`Raw JSON (r)` },
          ]}
          onChange={setMode}
        />
        <CopyButton kind="quiet" text={facet.raw}>
          <Trans>Copy JSON</Trans>
        </CopyButton>
      </div>
      {mode === 'raw' ? <RawJson raw={facet.raw} label={t`Raw JSON of ${facet.name}`} /> : <Held facet={facet} />}
      <dl className={styles['origin']}>
        <Origin label={t`Producer`} text={facet.producer} />
        <Origin label={t`Schema`} text={facet.schemaURL} />
      </dl>
    </div>
  );
}

function Held({ facet }: { readonly facet: FacetFacts }): React.ReactNode {
  const read = useMemo(() => readFacet(facet.raw), [facet.raw]);
  switch (read.kind) {
    case 'value':
      return <FacetTree label={facet.name} value={read.value} />;
    case 'empty':
      return (
        <p className={styles['note']}>
          <Trans>This facet was sent without content.</Trans>
        </p>
      );
    case 'deleted':
      return (
        <p className={styles['note']}>
          <Trans>The producer has taken this facet back.</Trans>
        </p>
      );
    case 'broken':
      return (
        <p className={styles['note']}>
          <Trans>This facet is no JSON that can be read. Raw JSON shows it as it came.</Trans>
        </p>
      );
  }
}

function Origin({ label, text }: { readonly label: string; readonly text: string | null | undefined }): React.ReactNode {
  if (!text) return null;
  const address = webAddress(text);
  const shown = cutMiddle(text, 90);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <bdi className="mono" title={shown === text ? undefined : text}>
          {address === null ? (
            shown
          ) : (
            <a href={address} target="_blank" rel="noopener noreferrer">
              {shown}
            </a>
          )}
        </bdi>
      </dd>
    </div>
  );
}
