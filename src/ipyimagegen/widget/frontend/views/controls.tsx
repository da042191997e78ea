// Controls that several views have.

import type { ComponentChildren, ComponentProps } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useRoving } from "./hooks.ts";

type ButtonProps = Omit<ComponentProps<"button">, "type" | "onClick"> & {
  press: (event: MouseEvent) => void;
  children?: ComponentChildren;
};

export function Button({ press, ...rest }: ButtonProps) {
  return <button type="button" onClick={press} {...rest} />;
}

/** A button that may cost money: a double-click presses it once. */
export function PayingButton({ press, ...rest }: ButtonProps) {
  return <Button press={(event) => event.detail < 2 && press(event)} {...rest} />;
}

/**
 * Properties of a box whose text a program reads: it stays as it was typed. Their names are
 * those of attributes, because the property `autocorrect` takes no word.
 */
export const plainText = {
  autoComplete: "off",
  autoCapitalize: "none",
  autoCorrect: "off",
  spellcheck: false,
} as const;

/** A picture for a word that stands beside it, or in its button's name. */
export function Icon({ name }: { name: string }) {
  return <i class={`icon icon-${name}`} aria-hidden="true" />;
}

/** A button without a word: its name is read aloud, and shown with its key under the mouse. */
export function IconButton({
  icon,
  name,
  hint = name,
  class: more = "",
  ...rest
}: ButtonProps & { icon: string; name: string; hint?: string; class?: string }) {
  return (
    <Button class={`icon-only ${more}`} aria-label={name} title={hint} {...rest}>
      <Icon name={icon} />
    </Button>
  );
}

/** Removes the chip that it stands in; the focus goes to the control behind it, else before it. */
export function RemoveButton({ press, ...rest }: ButtonProps) {
  function remove(event: MouseEvent) {
    const button = event.currentTarget as HTMLElement;
    const bar = button.closest("[role=toolbar]");
    const all = [...(bar?.querySelectorAll<HTMLElement>("button, input, select") ?? [])];
    const place = all.indexOf(button);
    (all[place + 1] ?? all[place - 1])?.focus();
    press(event);
  }
  return (
    <Button press={remove} {...rest}>
      <Icon name="close" />
    </Button>
  );
}

/** Lines of words, each on its own. */
export function Lines({ of }: { of: string[] }) {
  return of.map((line, place) => <span key={place}>{line}</span>);
}

interface ToolbarProps {
  name: string;
  class?: string;
  children: ComponentChildren;
}

/**
 * Buttons that are one tab stop. The second click of a double-click is meant for what the first
 * one pressed, and not for what has come under the pointer in its place.
 */
export function Toolbar({ name, class: more = "", children }: ToolbarProps) {
  const bar = useRoving<HTMLDivElement>();
  const pressed = useRef<EventTarget | undefined>(undefined);

  useLayoutEffect(() => {
    // The first click may be anywhere on the page.
    const note = (event: MouseEvent) => {
      if (event.detail < 2) pressed.current = pressedBy(event);
    };
    document.addEventListener("click", note, true);
    return () => document.removeEventListener("click", note, true);
  }, []);

  function guard(event: MouseEvent) {
    if (event.detail > 1 && pressedBy(event) !== pressed.current) event.stopPropagation();
  }

  return (
    <div ref={bar} class={more} role="toolbar" aria-label={name} onClickCapture={guard}>
      {children}
    </div>
  );
}

function pressedBy(event: MouseEvent): EventTarget | undefined {
  return event.composedPath().find((one) => one instanceof Element && one.matches("a, button"));
}
