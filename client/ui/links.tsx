import {
  Anchor,
  Button,
  NavLink,
  type AnchorProps,
  type ButtonProps,
  type NavLinkProps,
} from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type A = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'color' | 'style'> & { ref?: Ref<HTMLAnchorElement> };

/** A link in running text: `<TextLink {...paths.item(slug, key)}>`. */
export const TextLink = createLink((props: AnchorProps & A) => <Anchor {...props} />);

/** A link that looks like a button. */
export const LinkButton = createLink((props: ButtonProps & A) => <Button component="a" {...props} />);

/** An entry of a navigation; marked `aria-current` where its page is open. */
export const NavigationLink = createLink((props: NavLinkProps & A) => <NavLink {...props} />);
