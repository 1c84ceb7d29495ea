import { useEffect, useRef, type KeyboardEvent } from 'react';

/** A field that takes the focus once it can be answered, and lets go of it by Escape, so that the page's keys work again. */
export const useFocus = <E extends HTMLElement>(focus: boolean, disabled: boolean) => {
  const ref = useRef<E>(null);
  useEffect(() => {
    const field = ref.current;
    if (!focus || disabled || field === null) return;
    field.focus({ preventScroll: true });
    // One writes on behind what is there already.
    if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
  }, [focus, disabled]);
  const onKeyDown = (event: KeyboardEvent<E>) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.currentTarget.blur();
  };
  return { ref, onKeyDown };
};
