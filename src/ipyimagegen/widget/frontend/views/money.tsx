// Money in words and bars: what is spent is solid, what is held is hatched, what is left is empty.

import type { Money } from "../messages.ts";
import { useStore } from "./context.ts";

export function Today() {
  const { money } = useStore().status.value;
  if (!money) return null;
  const { spent, budget } = money;
  return (
    <span class="today" title={moneyWords(money)}>
      today <b class="digits">{dollars(spent)}</b>
      {budget !== null && (
        <>
          {` of ${dollars(budget)}`}
          <Meter money={money} budget={budget} />
        </>
      )}
    </span>
  );
}

/** Spent is solid, held is hatched, left is empty. */
export function Meter({ money, budget }: { money: Money; budget: number }) {
  const share = (part: number) => `${Math.min(100, budget ? (100 * part) / budget : 100)}%`;
  return (
    <span class="meter" role="img" aria-label={moneyWords(money)}>
      <i class="spent" style={{ width: share(money.spent) }} />
      <i class="held-money" style={{ width: share(money.held) }} />
    </span>
  );
}

export function moneyWords({ spent, held, budget }: Money): string {
  return [
    `${dollars(spent)} spent today`,
    held || budget !== null ? `${dollars(held)} held` : "",
    budget === null ? "no budget" : `${dollars(Math.max(0, budget - spent - held))} left`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** Return dollars as people write them: $0.20, $0.067. */
export function dollars(cost: number): string {
  const inCents = Math.abs(cost * 100 - Math.round(cost * 100)) < 1e-6;
  return cost >= 0.1 || inCents ? `$${cost.toFixed(2)}` : `$${Number(cost.toPrecision(3))}`;
}
