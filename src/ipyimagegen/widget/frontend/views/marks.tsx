// Marks of one generation, or of several at once: a star, a rating, and the button of their tags.
// The star is a star and the rating is discs, so that neither is taken for the other.

import { MAX_RATING } from "../messages.ts";
import { useStore } from "./context.ts";
import { Button, IconButton } from "./controls.tsx";

const RATINGS = Array.from({ length: MAX_RATING }, (_, place) => place + 1);

interface RatingProps {
  rating: number; // 0 without one
  rate: (rating: number) => void;
}

/** Discs among the buttons of a toolbar: arrows go along them, and do not rate. */
export function Rating({ rating, rate }: RatingProps) {
  return (
    <span class="rating" role="radiogroup" aria-label="Rating">
      {RATINGS.map((step) => (
        <Button
          key={step}
          press={() => rate(step === rating ? 0 : step)}
          role="radio"
          aria-label={`${step} of ${MAX_RATING}`}
          aria-checked={step === rating}
          title={`Rate ${step} of ${MAX_RATING} (${step}; 0 clears)`}
          class={step <= rating ? "reached" : ""}
        />
      ))}
      <b class="digits" aria-hidden="true">
        {rating || "–"}
      </b>
    </span>
  );
}

interface StarButtonProps {
  name: string;
  isStarred: boolean;
  press: () => void;
}

export function StarButton({ name, isStarred, press }: StarButtonProps) {
  return (
    <IconButton
      press={press}
      icon={isStarred ? "star-full" : "star"}
      name={name}
      hint={isStarred ? "Take the star away (s)" : `${name} (s)`}
      class="small star"
      aria-pressed={isStarred}
    />
  );
}

export function TagButton({ name }: { name: string }) {
  const { over, toggle } = useStore().viewing;
  return (
    <IconButton
      press={() => toggle("tags")}
      icon="tag"
      name={name}
      hint={`${name} (t)`}
      class="small"
      aria-expanded={over.value === "tags"}
    />
  );
}
