import { cutMiddle } from '../../ui/format.ts';
import type { VertexNode } from './canvas-nodes.ts';
import { namespaceColour } from './namespace-colour.ts';
import styles from './PlainCard.module.css';

/** A card among so many that only its name can be read: one element. */
export function PlainCard({ data: { vertex, isSubject } }: { readonly data: VertexNode['data'] }): React.ReactNode {
  const spine = { '--spine': vertex.kind === 'DATASET' ? namespaceColour(vertex.namespace) : 'transparent' };
  return (
    <bdi className={`mono ${styles['card']} ${isSubject ? styles['subject'] : ''}`} style={spine as React.CSSProperties}>
      {cutMiddle(vertex.name, vertex.kind === 'DATASET' ? 22 : 18)}
    </bdi>
  );
}
