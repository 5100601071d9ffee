import { Trans, useLingui } from '@lingui/react/macro';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx';
import { serverNow } from '../../ui/server-clock.ts';
import { download, fileName } from '../export/download.ts';
import { shownView } from '../lineage-canvas/shown-view.ts';
import { displayGraph } from '../lineage-graph/display-graph.ts';
import type { LineageGraph } from '../lineage-graph/use-lineage-graph.ts';
import type { GraphTopology } from '../lineage-graph/model.ts';
import { captionOf } from './caption.ts';
import { isTooLargeForPng, pngOf } from './draw-canvas.ts';
import { lineagePicture } from './lineage-picture.ts';
import { pagePalette } from './page-palette.ts';
import type { Picture } from './picture.ts';
import styles from './ExportMenu.module.css';
import { svgOf } from './svg.ts';
import { jsonOf, lineageCsv, mermaidOf } from './text-formats.ts';

interface ExportMenuProps {
  readonly graph: Pick<LineageGraph, 'drawing' | 'store'>;
  readonly topology: GraphTopology;
  readonly address: LineageAddress;
  /** The canvas is on the page. */
  readonly hasCanvas: boolean;
}

/** Takes the graph along as a picture or as text; what the filters hide is not in it. */
export function ExportMenu(props: ExportMenuProps): React.ReactNode {
  const { t } = useLingui();
  const { saveSvg, savePng, tooLarge, forget } = useSavedPictures(props);
  const texts = useTextEntries(props);
  const picture = (isWhole: boolean, save: (made: Picture) => void) => (): void => {
    const made = pictureOf(props, isWhole);
    if (made) save(made);
  };
  const whole = [
    { id: 'png', name: t`Save as PNG`, act: picture(true, (made) => void savePng(made)) },
    { id: 'svg', name: t`Save as SVG`, act: picture(true, saveSvg) },
  ];
  const shown = [
    { id: 'png-shown', name: t`Save view as PNG`, act: picture(false, (made) => void savePng(made)) },
    { id: 'svg-shown', name: t`Save view as SVG`, act: picture(false, saveSvg) },
  ];
  const sections = [
    ...(props.graph.drawing ? [{ name: t`Whole graph`, entries: whole }] : []),
    ...(props.graph.drawing && props.hasCanvas ? [{ name: t`What shows on the canvas`, entries: shown }] : []),
    { name: t`As text`, entries: texts },
  ];
  return (
    <>
      <MenuButton label={t`Export`} sections={sections}>
        <Download size={14} aria-hidden />
        <Trans>Export</Trans>
      </MenuButton>
      {tooLarge && <TooLargeNote onClose={forget} onSvg={() => saveSvg(tooLarge)} />}
    </>
  );
}

/** Pictures as files; one that no canvas can hold is kept, to be offered as SVG. */
function useSavedPictures({ topology }: ExportMenuProps) {
  const [tooLarge, setTooLarge] = useState<Picture | null>(null);
  const saveSvg = (picture: Picture): void =>
    download(fileName(fileParts(topology), 'svg'), svgOf(picture, pagePalette()), 'image/svg+xml');
  const savePng = async (picture: Picture): Promise<void> => {
    if (isTooLargeForPng(picture)) return setTooLarge(picture);
    try {
      download(fileName(fileParts(topology), 'png'), await pngOf(picture, pagePalette()));
    } catch {
      setTooLarge(picture);
    }
    return undefined;
  };
  return { saveSvg, savePng, tooLarge, forget: () => setTooLarge(null) };
}

function useTextEntries(props: ExportMenuProps): readonly MenuEntry[] {
  const { t } = useLingui();
  const { columnPath } = props.graph.store;
  const save = (ending: string, type: string, text: (topology: GraphTopology) => string) => (): void => {
    const shown = shownTopology(props);
    download(fileName(fileParts(shown), ending), text(shown), type);
  };
  const json = (shown: GraphTopology): string =>
    jsonOf(shown, columnPath, { address: location.href, exportedAt: new Date(serverNow()).toISOString() });
  return [
    { id: 'json', name: t`Save as JSON`, act: save('json', 'application/json', json) },
    {
      id: 'csv',
      name: columnPath ? t`Save traced path as CSV` : t`Save edges as CSV`,
      act: save('csv', 'text/csv', (shown) => lineageCsv(shown, columnPath)),
    },
    { id: 'mermaid', name: t`Save as Mermaid`, act: save('mmd', 'text/plain', mermaidOf) },
  ];
}

function TooLargeNote({ onClose, onSvg }: { readonly onClose: () => void; readonly onSvg: () => void }): React.ReactNode {
  const { t } = useLingui();
  return (
    <Dialog title={t`Too large for PNG`} onClose={onClose}>
      <div className={styles['note']}>
        <p>
          <Trans>Browsers cannot draw a picture of this size. SVG has no such limit, and is sharp at any size.</Trans>
        </p>
        <div>
          <Button
            kind="primary"
            onClick={() => {
              onSvg();
              onClose();
            }}
          >
            <Trans>Save as SVG</Trans>
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function fileParts({ rootId, vertices, asOf }: GraphTopology): readonly string[] {
  const name = vertices.get(rootId)?.name ?? rootId;
  return [name, 'lineage', (asOf ?? new Date(serverNow()).toISOString()).slice(0, 16).replace('T', '-').replace(':', '')];
}

function pictureOf({ graph, topology, address }: ExportMenuProps, isWhole: boolean): Picture | null {
  const { drawing, store } = graph;
  if (!drawing) return null;
  const nowMs = serverNow();
  const [title = '', ...rest] = captionOf(topology, address, nowMs, location.href);
  const box = isWhole ? null : (shownView()?.box ?? null);
  const { columnPath } = store;
  return lineagePicture({ drawing, cardOf: (id) => store.card(id), columnPath, nowMs, title, caption: [title, ...rest], box });
}

/** Without what the filters of the view hide. */
function shownTopology({ graph: { store }, topology, address: { state, q } }: ExportMenuProps): GraphTopology {
  const { vertices, edges } = displayGraph(topology, { group: 'none', open: [], shut: [], state, q }, (id) => store.card(id));
  return { ...topology, vertices, edges };
}
