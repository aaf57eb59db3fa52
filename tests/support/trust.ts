import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** Lets this process believe the local certificate authority, as NODE_EXTRA_CA_CERTS does for a process at its start. */
export const trust = (authorityPem: string): void => {
  setDefaultCACertificates([...getCACertificates('default'), authorityPem]);
};
